"""avro-py, which types Bengali: PyInstaller knows another package of its name and would look for that one's files."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules  # type: ignore[import-untyped]

datas = collect_data_files("avro")
hiddenimports = collect_submodules("avro")
