"""Packets of other nodes of the cluster: who may be asked, as whom, and what comes back."""
