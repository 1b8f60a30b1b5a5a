"""What writing costs: readers while comments arrive on the page that they read, and comments that are accepted."""

from statistics import mean, median

from bench import wrk
from bench.commenters import Posted, gather, post_in_time, post_together
from bench.processes import Program
from bench.setting import Setting
from bench.table import Row, amount, unmeasured
from bench.wrk import View

_READERS, _COMMENTERS, _COMMENTS_A_SECOND = 4, 4, 5
_CLIENTS = 8

_MEANWHILE = "reading while 5 comments/s arrive, rate to calm"
_STALE = "accepted comments that the next reader missed"
_RATE = "comments accepted, 8 clients"
_CPU = "the same, CPU per comment"
_LOOKING = "comments accepted, each client reading the page after"


def meanwhile(setting: Setting) -> list[Row]:
    """Four readers before, during and after some seconds in which comments arrive."""
    if not wrk.is_there():
        return unmeasured([_MEANWHILE, _STALE], "wrk is missing (Debian: apt install wrk)")
    calm, busy, posted = [], [], []
    with setting.serving() as program:
        for _repetition in range(setting.repetitions):
            around, during, arrived = _three_phases(program, setting)
            calm.append(mean(view.rate for view in around))
            busy.append(during)
            posted.append(arrived)
    ratios = [during.rate / rate for during, rate in zip(busy, calm, strict=True)]
    rates = f"{amount(median(view.rate for view in busy))}/s to {amount(median(calm))}/s"
    waits = f"half of the commenters wait {amount(median(one.half for one in posted))} ms at most"
    return [
        Row(_MEANWHILE, median(ratios), "×", at_least=0.9, beside=f"{rates}; {waits}", raw={"ratios": ratios}),
        _stale(posted),
    ]


def posting(setting: Setting) -> list[Row]:
    """Eight commenters at once, as fast as they are answered."""
    rates, spent, looking, waits = [], [], [], []
    with setting.serving() as program:
        for repetition in range(setting.repetitions):
            posted, cpu = _round(program, setting, setting.paths[f"write-{repetition}"], looking=False)
            rates.append(posted.rate)
            spent.append(cpu)
            waits.append(posted.half)
            posted, _cpu_of_both = _round(program, setting, setting.paths[f"write-{repetition + 3}"], looking=True)
            looking.append(posted.rate)
    beside = f"half wait {amount(median(waits))} ms at most; Remark42 256, Isso 168, WordPress 83"
    return [
        Row(_RATE, median(rates), "/s", at_least=256, beside=beside, raw={"rates": rates}),
        Row(_CPU, median(spent), "ms", at_most=4, raw={"cpu": spent}),
        Row(_LOOKING, median(looking), "/s", raw={"rates": looking}),
    ]


def _round(program: Program, setting: Setting, page: str, *, looking: bool) -> tuple[Posted, float]:
    # What was posted, and milliseconds of CPU time for each.
    commenters = gather(program, page, _CLIENTS)
    program.settle()
    before = program.cpu()
    posted = post_together(commenters, seconds=setting.seconds, looking=looking)
    spent = program.cpu() - before
    posted.missing += commenters[0].missing(*posted.marks)
    _assert_taken([posted])
    assert not posted.missing, f"{len(posted.missing)} accepted comments are not on the page"
    return posted, spent / len(posted.marks) * 1000


def _three_phases(program: Program, setting: Setting) -> tuple[list[View], View, Posted]:
    page, seconds, arrived = setting.paths["meanwhile"], setting.seconds, list[Posted]()
    commenters = gather(program, page, _COMMENTERS)

    def comments() -> None:
        arrived.append(post_in_time(commenters, rate=_COMMENTS_A_SECOND, seconds=seconds))

    before = wrk.view(program, page, connections=_READERS, seconds=seconds)
    during = wrk.view(program, page, connections=_READERS, seconds=seconds, meanwhile=comments)
    after = wrk.view(program, page, connections=_READERS, seconds=seconds)
    return [before, after], during, arrived[0]


def _stale(posted: list[Posted]) -> Row:
    _assert_taken(posted)
    missing = [mark for one in posted for mark in one.missing]
    beside = f"of {sum(len(one.marks) for one in posted)}"
    return Row(_STALE, len(missing), at_most=0, beside=beside, raw={"missing": missing})


def _assert_taken(posted: list[Posted]) -> None:
    refused = [reason for one in posted for reason in one.refused]
    assert not refused, f"{len(refused)} comments were refused, the first with {refused[0]}"
