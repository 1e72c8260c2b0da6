"""Times in messages: which day, which hour; the conventions are those of `bot/decisions/times.md`."""

from nlu.text.times.choose import read_time as read_time
from nlu.text.times.choose import time_parts as time_parts
from nlu.text.times.reading import Kind as Kind
from nlu.text.times.reading import Part as Part
from nlu.text.times.reading import Reading as Reading
from nlu.text.times.reading import When as When
from nlu.text.times.unclear import Reason as Reason
