"""What pages and the mobile application report: video, navigation, problems."""

from generator.envelope import browser, mobile
from generator.marks import browser_layer


def _seconds(scene, limit):
    return round(scene.chance.random() * limit, 6)


def _video(name, **fixed):
    """A maker for an event of the video player."""

    def make(scene):
        video = scene.video()
        event = {"id": video.id, "code": video.code}
        if scene.course.old:
            event["id"] = video.html_id
        event["currentTime"] = _seconds(scene, video.duration)
        event["duration"] = video.duration
        event.update(fixed)
        return browser(scene, name, browser_layer(event), video)

    return make


play_video = _video("play_video")
pause_video = _video("pause_video")
stop_video = _video("stop_video")
show_transcript = _video("show_transcript")
speed_change = _video("speed_change_video", old_speed="1.0", new_speed="1.25")


def load_video(scene):
    video = scene.video()
    event = {"id": video.id, "code": "html5", "duration": video.duration}
    return browser(scene, "load_video", browser_layer(event), video)


def seek_video(scene):
    video = scene.video()
    event = {
        "id": video.id,
        "code": video.code,
        "old_time": _seconds(scene, video.duration),
        "new_time": _seconds(scene, video.duration),
        "type": scene.chance.pick(("onSlideSeek", "onSkipSeek")),
        "duration": video.duration,
    }
    return browser(scene, "seek_video", browser_layer(event), video)


def mobile_video(scene):
    video = scene.video()
    event = {"code": "mobile", "id": video.html_id, "currentTime": scene.chance.below(600)}
    return mobile(scene, "edx.video.played", "play_video", browser_layer(event), video)


def sequence(scene):
    """Moves between the units of a sequence."""
    block = scene.problem()
    event_type, name, step = scene.chance.pick(_MOVES)
    old = scene.chance.between(2, 8)
    event = {"old": old, "new": old + step, "id": block.sequential}
    if not scene.course.old:
        event.update(current_tab=old, tab_count=9, widget_placement="top")
    return browser(scene, name, browser_layer(event), block, event_type)


_MOVES = (
    ("seq_goto", "edx.ui.lms.sequence.tab_selected", 1),
    ("seq_next", "edx.ui.lms.sequence.next_selected", 1),
    ("seq_next", "edx.ui.lms.sequence.next_selected", 1),
    ("seq_prev", "edx.ui.lms.sequence.previous_selected", -1),
)


def page_close(scene):
    return browser(scene, "page_close", "{}", scene.video())


def link_clicked(scene):
    block, target = scene.video(), scene.problem()
    event = {"current_url": block.page, "target_url": target.page}
    return browser(scene, "edx.ui.lms.link_clicked", browser_layer(event), block)


def textbook(scene):
    block = scene.video()
    event = {
        "type": "gotopage",
        "old": scene.chance.below(90),
        "new": scene.chance.below(90),
        "chapter": f"/c4x/{scene.course.org}/{scene.course.html_number}/asset/chapitre_2.pdf",
        "name": "textbook.pdf.page.navigated",
    }
    return browser(scene, "book", browser_layer(event), block)


def problem_show(scene):
    problem = scene.problem()
    return browser(scene, "problem_show", browser_layer({"problem": problem.usage}), problem)


def _form(scene, problem):
    return f"input_{problem.input}={scene.chance.pick(('choice_0', 'choice_2', 'R%C3%A9ponse+B'))}"


def problem_check(scene):
    """The browser's half: the form as it is sent."""
    problem = scene.problem()
    return browser(scene, "problem_check", _form(scene, problem), problem)


def problem_graded(scene):
    """The form and the page that came back: a list, or a string of it."""
    problem = scene.problem()
    page = _GRADED.format(problem=problem)
    event = [_form(scene, problem), page]
    if scene.chance.one_in(4):
        event = browser_layer(event)
    return browser(scene, "problem_graded", event, problem)


_GRADED = """

<h3 class="hd hd-3 problem-header" id="{problem.id}-problem-title" tabindex="-1">
  {problem.display_name}
</h3>
<div class="problem-progress" id="{problem.usage}-problem-progress"></div>
<div class="problem">
  <p>{problem.question}</p>
  <div class="wrapper-problem-response" tabindex="-1" aria-label="Question 1" role="group">
    <fieldset aria-describedby="status_{problem.input}">
      <input type="radio" name="input_{problem.input}" id="input_{problem.input}_choice_0" value="choice_0"/>
      <label for="input_{problem.input}_choice_0">{problem.choices[0]} &amp; more</label>
      <span class="status correct" id="status_{problem.input}"><span class="sr">correct</span></span>
    </fieldset>
  </div>
</div>
"""
