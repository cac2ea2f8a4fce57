"""Secrets in the arguments, the answers, the dialogs and the traces of programs."""
