// Closed vocabularies of the grammars: words of the platform's events and routes.  Sources: its
// documentation of tracking logs and its url patterns.  In byte order; the build fails elsewhere.
#include <algorithm>

#include "core/event/grammar.h"

namespace fun::event {
namespace {

// clang-format off
constexpr std::string_view kEventTypes[] = {
    "add-forum-admin", "add-forum-community-TA", "add-forum-mod", "add-instructor",
    "add-or-remove-user-group", "assigned_user_to_partition", "book", "calculate_grades_csv",
    "caption_hide", "caption_show", "ccx.schedule.updated", "child_render", "complete_video",
    "delete-student-module-state", "drag-and-drop-v2", "dump-answer-dist-csv",
    "dump-graded-assignments-config", "dump-grades", "dump-grades-csv", "dump-grades-csv-raw",
    "dump-grades-raw", "get-student-progress-page", "google.calendar.entered", "goto_position",
    "hide_transcript", "list-beta-testers", "list-forum-admins", "list-forum-community-TAs",
    "list-forum-mods", "list-instructors", "list-staff", "list-students", "load_video",
    "microsoft.office365", "oe_feedback_response_selected", "oe_hide_problem_results",
    "oe_hide_question", "oe_show_full_feedback", "oe_show_question", "oe_show_respond_to_feedback",
    "openassessment.student_training_assess_example", "openassessment.upload_file",
    "openassessmentblock.create_submission", "openassessmentblock.create_team_submission",
    "openassessmentblock.get_learner_submission", "openassessmentblock.get_peer_submission",
    "openassessmentblock.get_staff_grading_submission",
    "openassessmentblock.get_submission_for_staff_grading", "openassessmentblock.peer_assess",
    "openassessmentblock.save_submission", "openassessmentblock.self_assess",
    "openassessmentblock.staff_assess", "openassessmentblock.submit_feedback_on_assessments",
    "page_close", "pause_video", "peer_grading_hide_question", "peer_grading_show_question",
    "play_video", "problem_check", "problem_check_fail", "problem_fail", "problem_graded",
    "problem_rescore", "problem_rescore_fail", "problem_reset", "problem_save", "problem_show",
    "problem_view", "remove-forum-admin", "remove-forum-community-TA", "remove-forum-mod",
    "remove-instructor", "rescore-all-submissions", "rescore-student-submission",
    "reset-all-attempts", "reset-student-attempts", "reset_problem", "reset_problem_fail",
    "rubric_select", "save_problem_check", "save_problem_check_fail", "save_problem_fail",
    "save_problem_success", "seek_video", "seq_goto", "seq_next", "seq_prev", "show_transcript",
    "showanswer", "skip_video", "speed_change_video", "staff_grading_hide_question",
    "staff_grading_show_question", "stop_video", "textbook.pdf.chapter.navigated",
    "textbook.pdf.display.scaled", "textbook.pdf.outline.toggled", "textbook.pdf.page.navigated",
    "textbook.pdf.page.scrolled", "textbook.pdf.search.casesensitivity.toggled",
    "textbook.pdf.search.executed", "textbook.pdf.search.highlight.toggled",
    "textbook.pdf.search.navigatednext", "textbook.pdf.searchcasesensitivity.toggled",
    "textbook.pdf.thumbnail.navigated", "textbook.pdf.thumbnails.toggled",
    "textbook.pdf.zoom.buttons.changed", "textbook.pdf.zoom.menu.changed", "toggle_closed_captions",
    "ubcpi", "video_hide_cc_menu", "video_show_cc_menu", "xblock.image-explorer.hotspot.opened",
    "xblock.poll.submitted", "xblock.poll.view_results", "xblock.split_test.child_render",
    "xblock.survey.submitted", "xblock.survey.view_results", "xblock.vectordraw.reset",
    "xmodule.partitions.assigned_user_to_partition",
};

constexpr std::string_view kEventWords[] = {
    "accessed", "account", "activated", "activity_updated", "added", "ai", "app", "app_link",
    "assertion", "assigned", "attempt", "authenticated", "badge", "banner", "bookmark", "bookmarks",
    "browse", "bulk", "bumper", "catalog", "categories", "celebration", "certificate", "changed",
    "closed", "closed_captions", "cohort", "comment", "completed", "completion", "completion_event",
    "content", "content_page", "course", "course_home", "courseware", "created",
    "creation_requested", "dates", "deactivated", "declined", "deleted", "demandhint_displayed",
    "discovery", "discussion_sidebar", "dismissed", "done", "download", "download_software_clicked",
    "downloaded", "downloads", "drag_and_drop_v2", "dropped", "edited", "edx", "email",
    "email_sent", "endorsed", "enrollment", "error", "evidence_visited", "failed", "feedback",
    "feedback_displayed", "first_time_passed", "followed", "forum", "gated", "generated", "goal",
    "goals", "grade_calculated", "grades", "help_button", "hidden", "hint", "instructor", "item",
    "language_menu", "learner_added", "learner_removed", "learning", "librarycontentblock",
    "link_clicked", "listed", "lms", "loaded", "locked", "login", "logout", "masquerade", "mobile",
    "modal", "mode_changed", "my_videos", "navigation", "next_selected", "notes_page_viewed",
    "notification", "notifications", "now_failed", "now_passed", "off", "on", "onboarding_reset",
    "opened", "option_selected", "outline", "page_viewed", "passed", "pause", "paused", "picked_up",
    "pinned", "play", "played", "poll", "position", "practice", "preferences", "previous_selected",
    "problem", "proctored", "progress", "read", "ready_to_start", "registered", "rejected",
    "removed", "report", "reported", "requested", "rescored", "reset", "response", "resume_course",
    "reverify", "review_received", "reviews", "revoked", "score_overridden", "screen", "search",
    "searched", "seeked", "selected", "sequence", "settings", "settings_change_initiated", "shared",
    "shown", "sidebar", "skipped", "social_share", "special_exam", "speed", "started",
    "state_deleted", "stopped", "student_notes", "submitted", "subsection", "succeeded", "survey",
    "tab_selected", "team", "thread", "timed", "toggle", "toggled", "tool", "tour", "transcript",
    "transcripts", "tray", "ui", "unendorsed", "unfollowed", "unit", "unlocked", "unpinned",
    "unreported", "updated", "upgrade", "upgrade_clicked", "used_unit_link", "user",
    "user_add_requested", "user_added", "user_removed", "user_tour_start", "verified",
    "verify_student", "video", "viewed", "viewed_in", "voted", "welcome", "xblock",
};

constexpr std::string_view kPathWords[] = {
    "about", "accept_requirements", "account", "accounts", "achievements", "activate", "activated",
    "admin", "aggregate", "ajax", "all", "allowed", "announcements", "answer", "api", "app",
    "assertions", "asset", "asset-v1", "assets", "assets_url", "attempt", "auth", "author_view",
    "badges", "block", "blocks", "blockstore", "book", "bookmarks", "bulk", "bulk_email_history",
    "c4x", "calendar", "catalog", "certificate", "certificates", "change_email_settings",
    "change_enrollment", "change_mode", "change_setting", "cms", "cohorts", "comments", "commerce",
    "complete", "completion", "completion_api", "config", "contact", "content", "context",
    "country_time_zones", "course", "course-v1", "course_email_optout", "course_enrollments",
    "course_home", "course_list", "course_modes", "course_structure", "course_team", "course_wiki",
    "courses", "courseware", "create", "create_account", "csrf", "current", "dashboard", "dates",
    "delete", "demand_hint", "demo", "discussion", "discussion_topics", "discussions", "download",
    "downvote", "edit", "edx_proctoring", "edxnotes", "email", "email_settings", "embargo", "embed",
    "endorse", "enroll", "enrollment", "enrollment_terms", "enrollments", "enterprise", "errors",
    "event", "events", "exam", "exams", "export", "faq", "favicon.ico", "feedback", "files",
    "financial-assistance", "flagAbuse", "follow", "followed", "forgot_password", "forum", "forums",
    "get", "get_cohort_settings", "get_completion", "get_grading_config", "get_sale_records",
    "get_student_progress_url", "get_students_features", "get_terse_course_content",
    "get_user_info", "goal", "goto_position", "gradebook", "grades", "grading", "handle_ajax",
    "handler", "handler_noauth", "health", "health-check", "heartbeat", "help", "hint_button",
    "home", "honor", "html", "html5", "i18n", "icons", "id", "image", "index", "info", "inline",
    "inputs", "instructor", "instructor_api", "instructor_task_status", "issue_badge", "jsi18n",
    "jump_to", "jump_to_id", "lang_pref", "launch", "learner_profile", "learning", "legal",
    "library", "list", "list_background_email_tasks", "list_course_role_members",
    "list_entrance_exam_instructor_tasks", "list_financial_report_downloads", "list_forum_members",
    "list_instructor_tasks", "list_report_downloads", "load_state", "login", "login_ajax",
    "login_session", "logistration", "logout", "lookup", "lti_provider", "manifest.json",
    "masquerade", "media", "membership", "mfe_context", "mobile", "mode", "models", "modify_access",
    "modx", "my_courses", "news", "next", "next_slide", "notes", "notes_search",
    "notification_prefs", "notifications", "notifier_api", "oauth", "oauth2", "openassessment",
    "openid", "optout", "ora", "outline", "outline_index", "page", "pages",
    "password_change_handled", "password_reset", "password_reset_confirm", "payment", "pdfbook",
    "permissions", "pin", "pref-lang", "preferences", "press", "preview", "previous", "privacy",
    "problem_check", "problem_get", "problem_grade", "problem_reset", "problem_save",
    "problem_show", "problem_view", "problem_weight", "problems", "proctored_exam", "profile",
    "profile_images", "profiles", "progress", "provider", "public_key", "publish",
    "publish_completion", "publish_event", "publish_note", "queue", "r", "read", "refund",
    "register", "registration", "remove", "render_grade", "render_leaderboard", "render_message",
    "render_peer_assessment", "render_self_assessment", "render_staff_area",
    "render_staff_assessment", "render_student_info", "render_student_training",
    "render_submission", "reply", "report", "reset", "reset_student_attempts", "reviews",
    "role_info", "save_state", "save_submission", "save_user_state", "schedule", "score", "search",
    "segmentio", "send_email", "seq_goto", "sequence", "session", "settings", "shoppingcart",
    "show_requirements", "sitemap.xml", "skip", "social", "socket", "staff_view", "static",
    "status", "streak", "student", "student_account", "student_profile", "student_view",
    "student_voice_user_state", "students", "studio", "submission", "submit", "submit_completion",
    "submit_feedback", "support", "sysadmin", "tab", "tasks", "team", "team_membership", "teams",
    "terms", "textbook", "threads", "time_zones", "topics", "tos", "tpa-saml", "track_progress",
    "transcript", "translation", "translations", "u", "unenroll", "unenroll_hash", "unflagAbuse",
    "unfollow", "unit", "unpin", "unsubscribe", "unvote", "update", "upload", "upvote", "user",
    "user_api", "user_tours", "username", "users", "v0", "v0.5", "v1", "v2", "v3", "v4",
    "validation", "verify", "verify_student", "vertical", "video", "videos", "view", "vote",
    "weeks", "who", "wiki", "xblock", "xblock_handler", "xmodule", "xqueue", "youtube", "yt",
};

constexpr std::string_view kBrowsers[] = {
    "Android", "Bot", "Chrome", "Edge", "Firefox", "IE", "Opera", "Other", "Safari", "Samsung", "edX",
};
constexpr std::string_view kSystems[] = {
    "Android", "ChromeOS", "Linux", "Other", "Windows", "iOS", "macOS",
};
// clang-format on

static_assert(std::ranges::is_sorted(kEventTypes) && std::ranges::is_sorted(kEventWords) &&
              std::ranges::is_sorted(kPathWords));

}  // namespace

std::span<const std::string_view> EventTypes() { return kEventTypes; }
std::span<const std::string_view> EventWords() { return kEventWords; }
std::span<const std::string_view> BrowserNames() { return kBrowsers; }
std::span<const std::string_view> SystemNames() { return kSystems; }
std::span<const std::string_view> PathWords() { return kPathWords; }

}  // namespace fun::event
