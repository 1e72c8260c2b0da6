"""What the dialogue does beyond rules: look things up, then say by keys and ask the worker by commands."""

from rasa_sdk import Action

from actions import (
    appointment_skill,
    follow_up,
    human,
    not_understood,
    questions,
    request,
    status,
    stop,
    talk,
)
from actions.turn import EMPTY, Skill
from bot.services.library import Library


def all_actions(library: Library = EMPTY) -> list[Action]:
    """Every action of every skill: one that is not listed here does not exist."""
    actions: list[Skill] = [
        talk.Greet(),
        talk.Help(),
        talk.BotChallenge(),
        talk.Thank(),
        talk.Goodbye(),
        talk.OutOfScope(),
        talk.Affirm(),
        talk.Deny(),
        talk.Inform(),
        talk.ChangeLanguage(),
        talk.StaleChoice(),
        talk.Attachment(),
        stop.Stop(),
        human.RequestHuman(),
        human.Complain(),
        human.ReportMistreatment(),
        human.Crisis(),
        human.DeleteData(),
        human.AskPrivacy(),
        questions.AnswerQuestion(),
        questions.ArticleButton(),
        appointment_skill.Appointment(),
        status.RequestStatusOf(),
        status.WithdrawRequest(),
        follow_up.ReadFollowUp(),
        follow_up.AskFollowUp(),
        follow_up.EndFollowUp(),
        request.BeginRequest(),
        request.ReadRequest(),
        request.AskRequest(),
        request.EndRequest(),
        not_understood.NotUnderstood(),
    ]
    for action in actions:
        action.library = library
    return list(actions)
