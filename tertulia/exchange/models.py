from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.origin import Origin
from tertulia.exchange.run import ImportRun

__all__ = ["ExportRun", "ImportRun", "Origin"]
