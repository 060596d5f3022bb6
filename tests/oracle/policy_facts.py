"""What the built-in policies do in this release: facts, no logic.

Source: design 4 (infos), 5 (policy table) and the lead's word on what this
release does.  Everything that compare.py knows about policies stands here.
"""

# A member with one of these keys (compared decoded, any depth, any JSON
# layer) is removed with its comma, whatever its value.
_CONTRACT = frozenset({
    "email", "mail", "address", "mailing_address", "full_name", "first_name",
    "last_name", "phone", "phone_number", "city", "year_of_birth", "gender"})
DROPPED_KEYS = {
    "seed": _CONTRACT,
    "standard": _CONTRACT | {
        # other spellings
        "email_address", "confirm_email", "secondary_email", "recovery_email",
        "emails", "fullname", "firstname", "lastname", "given_name",
        "family_name", "middle_name", "legal_name", "nickname", "firstName",
        "lastName", "fullName", "street_address", "postal_code", "postalCode",
        "zip_code", "zipcode", "state_province", "mobile_number", "telephone",
        "phoneNumber", "date_of_birth", "dateOfBirth", "birth_date",
        "birthdate", "birthday", "yearOfBirth",
        # what people say of themselves
        "goals", "bio", "job_title", "company", "profession", "specialty",
        "extended_profile", "social_link", "social_links", "avatar",
        "profile_image", "image_url_full", "image_url_large",
        "image_url_medium", "image_url_small", "user_image",
        "level_of_education", "identifiers", "file_names", "files_names",
        "fileNames", "review_raw_data",
        # secrets
        "confirm_password", "passwd", "passphrase", "csrfmiddlewaretoken",
        "csrftoken", "csrf_token", "authenticity_token", "access_token",
        "refresh_token", "id_token", "auth_token", "token", "jwt", "api_key",
        "apikey", "secret", "secret_key", "client_secret", "private_key",
        "authorization", "Authorization", "cookie", "cookies", "Cookie",
        "sessionid", "session_key", "activation_key", "reset_token", "uidb36",
        "uidb64", "SAMLResponse", "SAMLRequest", "RelayState",
        "code_verifier", "registration_code", "review_video_url",
        "lis_result_sourcedid", "certificate_url", "assertion_url",
        "assertion_json_url", "assertion_image_url", "advertisingId"}}
DROPPED_KEY_PREFIXES = {
    "seed": ("password",),
    "standard": ("password", "old_password", "new_password", "oauth_",
                 "lis_person_")}

# The same of a path from the root; a step into a string's JSON is no step.
DROPPED_PATHS = {
    "seed": frozenset(),
    "standard": frozenset({
        ("event", "POST", "location"), ("event", "GET", "location"),
        ("event", "POST", "code"), ("event", "GET", "code"),
        ("event", "GET", "state"), ("context", "traits", "location"),
        ("traits", "location"), ("context", "client", "location"),
        ("context", "client", "device", "name")})}

# Here a value stays only if it is a whole number of at most three digits.
POSITION_PATHS = {
    "seed": frozenset(),
    "standard": frozenset({("event", "old"), ("event", "new")})}

# `name`: the line's own top-level one is the event name and stays; beside one
# of these keys it is a person's and must go; elsewhere either is accepted.
NAME_KEY = "name"
NAME_MUST_GO_BESIDE = frozenset({
    "email", "username", "password", "first_name", "last_name",
    "mailing_address", "year_of_birth"})

# Key -> domain of the pseudonym, at any depth and in any JSON layer.
# "" and null stay; lists: each element; any other type: the member goes.
PSEUDONYM_KEYS = {
    "seed": {"username": "username"},
    "standard": {
        **dict.fromkeys((
            "username", "target_username", "student_username",
            "learner_username", "staff_username", "ext_user_username",
            "preferred_username", "user_name", "userName", "usernames",
            "user", "student", "students", "instructor", "instructors",
            "sender", "author", "requester", "reviewed_by", "closed_by",
            "edited_by", "created_by", "unique_student_identifier",
            "username_or_email", "email_or_username"), "username"),
        **dict.fromkeys((
            "user_id", "user_ids", "userId", "instructor_id", "author_id",
            "sender_id", "learner_id"), "user_id"),
        **dict.fromkeys(("session", "session_id", "sessionId"), "session"),
        **dict.fromkeys((
            "anonymous_student_id", "anonymous_user_id", "anonymous_id",
            "anonymousId", "external_user_id", "external_id", "distinct_id",
            "student_id", "requesting_student_id", "requesting_staff_id",
            "scorer_id", "uid", "device_id", "certificate_id",
            "assertion_id", "attempt_code", "review_attempt_code",
            "file_key", "file_keys", "fileKeys"), "anonymous_id")}}
# Keys that are none of these but end so; and paths.
PSEUDONYM_ENDINGS = {"seed": {}, "standard": {"_user_id": "user_id"}}
PSEUDONYM_PATHS = {
    "seed": {},
    "standard": {("context", "client", "device", "id"): "anonymous_id",
                 ("context", "device", "id"): "anonymous_id"}}
# In these domains a JSON number counts as its text (42 and "42" are one).
NUMBERS_TOO = frozenset({"user_id", "anonymous_id"})

# Members whose addresses lose their end (IPv4 /24, IPv6 /48).
IP_KEYS = {"seed": frozenset(), "standard": frozenset({
    "ip", "ip_address", "ipAddress", "client_ip", "remote_ip", "remote_addr",
    "REMOTE_ADDR"})}
IPV4_KEPT_BITS = 24
IPV6_KEPT_BITS = 48

# Marks that may stand in place of a part of any other string or key.
MARKS = {"seed": (), "standard": ("<<EMAIL>>", "<<PHONE>>", "<<IP>>")}
# May a JSON number become a string that is one mark?  (Not in this release.)
NUMBERS_MAY_BECOME_MARKS = {"seed": False, "standard": False}

# A string whose JSON layers nest deeper may be dropped with its member.
LAYER_LIMIT = 16

# The platform's own envelope fields whose 64-hex value says "already
# anonymized": such a line is rejected unless pseudonyms are allowed.
ENVELOPE_USERNAMES = (("username",), ("context", "username"))

# The member that holds the payload, cut by the platform at times.
PAYLOAD_KEY = "event"

DOMAIN_INFO = b"fun/v1/domain/"
RELEASE_INFO = b"fun/v1/release/"

# Pointer segments that may be printed; every other one is data: "*".
KNOWN_SEGMENTS = _CONTRACT | {
    "accept_language", "agent", "answer", "answers", "attempts", "body",
    "client", "client_id", "code", "content", "context", "correct_map",
    "course_id", "course_user_tags", "current_url", "currentTime", "data",
    "display_name", "event", "event_source", "event_type", "external_user_id",
    "GET", "goals", "grade", "host", "id", "input_state", "ip", "max_grade",
    "message", "module", "name", "new", "old", "options", "org_id", "page",
    "parts", "password", "path", "POST", "problem_id", "properties", "q",
    "query", "referer", "response", "session", "setting", "settings", "state",
    "student", "student_answers", "subject", "submission", "success",
    "target_url", "target_username", "task_input", "text", "time",
    "timestamp", "title", "truncated", "url", "usage_key", "user",
    "user_course_tags", "user_id", "username", "value"}
