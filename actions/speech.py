"""How an action says something and asks for something: the shapes that the channel takes."""

from dataclasses import asdict

from rasa_sdk.executor import CollectingDispatcher

from bot.services.dialogue import Command, Reply


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    dispatcher.utter_message(json_message={"reply": asdict(reply)})


def order(dispatcher: CollectingDispatcher, command: Command) -> None:
    """The worker carries it out after the turn; what came of it is a fact of the next turn."""
    dispatcher.utter_message(json_message={"command": asdict(command)})
