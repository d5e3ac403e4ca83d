"""What the screens want done, and what of the window does it: a signal's name, and who hears it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.trail import Where

if TYPE_CHECKING:
    from ui.window import Window


def wishes(window: Window, name: str) -> dict[str, Any]:
    """What a screen may want, by the names of its signals; a screen has only some of them."""
    found: dict[str, Any] = {
        "new_asked": partial(window.go, "new"),
        "edit_asked": window.edit,
        "file_asked": lambda: window.file.ask(),
        "all_asked": lambda: window.searching.show_all(),
        "narrow_asked": lambda: window.searching.begin(),
        "find_asked": lambda: window.marks.ask(),
        "sample_asked": window.fill_sample,
        "restore_asked": partial(window.go, "restore"),
        "bring_asked": window.bring_asked,
        "update_asked": partial(window.go, "update"),
        "renew_asked": window.renew_asked,
        "begin_asked": lambda committee="": window.go_to(Where("begin", committee)),
        "register_asked": window.show_register,
        "papers_asked": lambda meeting, name: window.letters.show_meeting(meeting, name),
        "unwanted": window.delete,
        "sheet_asked": lambda row: window.printing.ask_sheet(row),
        "resume_asked": window.resume,
        "language_asked": window.language_asked,
        "scheme_asked": window.scheme_asked,
        "went": window.go,
        "dropped": window.back,
        "left": window.back,
        "refused": window.refuse,
        "told": window.notice.tell,
        "overtaken": window.notice.retract,
        "moved_on": window.notice.clear,
        "wall_asked": lambda: window.handbook.print_keys(),
        "news_asked": lambda: window.handbook.show_news(),
    }
    match name:
        case "starting":
            found |= {"chosen": window.begin}
        case "beginning":
            found |= {"begun": window.show_first_notice}
        case "today":
            found |= {
                "matter_asked": lambda one, late: window.presses.show(one, late=late),
                "progress_asked": lambda one: window.presses.report(one),
                "reminders_asked": partial(window.go, "reminders"),
                "sitting_asked": window.sit_in,
                "exchange_asked": window.to_exchange,
                "mail_asked": window.to_late_mail,
            }
        case "settings":
            found |= {
                "named": window.housekeeping.name_person,
                "backup_asked": window.housekeeping.ask_backup,
                "bin_asked": partial(window.go, "bin"),
                "layout_asked": window.lay_out,
                "folder_asked": window.housekeeping.open_folder,
            }
        case "editor":
            found |= {
                "history_asked": window.past.ask,
                "layout_asked": window.lay_out,
                "sitting_asked": window.sit,
                "lost": window.leave_lost,
                "minutes_asked": lambda: window.file.read_copied(),
                "shown": lambda: window.clashes.look(),
                "moved": window.edited,
                "print_asked": window.printing.ask_printer,
                "pdf_asked": window.printing.ask_pdf,
                "picture_asked": window.printing.ask_picture,
            }
        case "sitting":
            found |= {"lost": window.leave_lost, "item_asked": lambda meeting, ref: window.edit(meeting, "items", ref)}
        case "unwritten":
            found |= {
                "state": window.tell_edit_state,
                "failing": lambda error: window.remarks.tell_failing(error),
                "set_aside": lambda texts, meeting: window.remarks.tell_kept(texts, meeting),
            }
        case "incoming":
            found |= {
                "letter_asked": lambda letter: window.go_to(Where("incoming", letter)),
                "matter_asked": lambda one: window.presses.find(one),
                "history_asked": window.past.ask,
                "shown": lambda: window.clashes.look(),
            }
        case "memo_book":
            found |= {"paper_asked": window.to_paper}
        case "decisions":
            found |= {"minutes_asked": window.edit, "progress_asked": window.to_progress}
        case "exchange":
            found |= {"minutes_asked": window.edit, "stood": window.badges.tell_exchange, "came": window.badges.here}
        case "file":
            found |= {"shown": window.show_file, "saved": window.show_saved_file, "dropped": window.leave_file}
        case "review":
            # An opened file is wired by its keeper.
            found = {}
    return found
