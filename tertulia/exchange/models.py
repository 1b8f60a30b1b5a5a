from tertulia.exchange.claim import Claim
from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.origin import Origin
from tertulia.exchange.person.erasure import Erased, Erasure
from tertulia.exchange.person.link import DataLink
from tertulia.exchange.question import Question
from tertulia.exchange.run import ImportRun

__all__ = ["Claim", "DataLink", "Erased", "Erasure", "ExportRun", "ImportRun", "Origin", "Question"]
