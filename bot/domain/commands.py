"""What a dialogue turn may ask the worker to do: the one list of names."""

from enum import StrEnum


class CommandName(StrEnum):
    SAVE_DRAFT = "save_draft"
    ERASE_DRAFT = "erase_draft"
    REGISTER_REQUEST = "register_request"
    WITHDRAW_REQUEST = "withdraw_request"
    SHOW_REQUEST = "show_request"
    """Details of a request after its 4-digit code."""
    HAND_OVER = "hand_over"
    SET_LANGUAGE = "set_language"
    SET_DISCREET = "set_discreet"
    ADD_TO_REQUEST = "add_to_request"
    RATE_ANSWER = "rate_answer"
    """An article helped, or did not."""
    KEEP_QUESTION = "keep_question"
    """The message is a question that nothing answered, or says what an answer lacked: for the staff."""
    APPOINTMENT = "appointment"
    """Book, move, cancel, show: what was pressed or said; the worker looks for times and answers."""
    CRISIS_YES = "crisis_yes"
    """The person says that they need help now."""
