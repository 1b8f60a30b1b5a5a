from tertulia.exchange.run import ImportRun

__all__ = ["ImportRun"]
