from tertulia.exchange.claim import Claim
from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question
from tertulia.exchange.run import ImportRun

__all__ = ["Claim", "ExportRun", "ImportRun", "Origin", "Question"]
