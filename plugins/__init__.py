"""Mahfuzat: the parts that turn a folder of Arabic documents into an archive site."""
