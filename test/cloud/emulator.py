"""
MiniStack for the cloud test: on a clock that the test moves, and with what the app needs and MiniStack 1.5.33 does not run;
docs/emulator.md tells why of each.

Orders come as lines of JSON on standard input, with instants in seconds since the epoch. `{"at": t}` sets the clock; `{"until": t}` lets
time go to the next thing that is due, and not beyond t. Each is answered with `{"now": t}` once nothing runs any more. The end of
standard input ends the emulator.
"""

import functools
import json
import os
import re
import signal
import sys
import threading
import time
import types
from urllib.parse import parse_qs

import time_machine

from ministack import app
from ministack.core import iam_actions, iam_evaluator, lambda_runtime, sigv4
from ministack.services import eventbridge, lambda_svc, s3, scheduler, stepfunctions
from ministack.services.cloudformation import provisioners


class World:
    """What runs and what waits. Nothing runs when everything waits, no stream has news, and a short while passed like that."""

    short_while = 0.3

    def __init__(self):
        self.lock = threading.Lock()
        self.running = 0
        self.touched = time.monotonic()
        self.streams_read = 0.0
        self.waiting = set()

    def count(self, change, waiting=frozenset()):
        with self.lock:
            self.running += change
            self.waiting ^= waiting
            self.touched = time.monotonic()

    def wait(self, seconds, done=lambda: False):
        """Stands still on the moved clock until `seconds` are over or it is `done`."""
        wait = (time.time() + seconds, done, threading.get_ident())
        self.count(-1, {wait})
        while not done() and time.time() < wait[0]:
            time.sleep(0.02)
        self.count(1, {wait})

    def settle(self):
        while True:
            with self.lock:
                still = self.running == 0 and not any(done() or at <= time.time() for at, done, _ in self.waiting)
                if still and min(time.monotonic() - self.short_while, self.streams_read) > self.touched:
                    return
            lambda_svc._esm_wake.set()
            time.sleep(0.02)

    def next_due(self, until):
        with self.lock:
            return min([at for at, _, _ in self.waiting] + [until])


world = World()


def around(owner, name, wrapper):
    original = getattr(owner, name)
    setattr(owner, name, lambda *args, **named: wrapper(original, *args, **named))


def counted(original, *args, **named):
    world.count(1)
    try:
        return original(*args, **named)
    finally:
        world.count(-1)


around(lambda_runtime.Worker, "invoke", counted)


class Counted(threading.Thread):
    """Runs from the moment in which it is started, however late its turn comes."""

    def start(self):
        world.count(1)
        super().start()

    def run(self):
        try:
            super().run()
        finally:
            world.count(-1)


def dispatched(target=None, **named):
    calls = target is lambda_svc._execute_function_with_config_scope
    return (Counted if calls else threading.Thread)(target=target, **named)


def instead(owner, **names):
    owner.threading = types.SimpleNamespace(**{**vars(threading), **names})


instead(s3, Thread=Counted)
instead(eventbridge, Thread=dispatched)


def streams(original):
    began = time.monotonic()
    found = original()
    if not found:
        world.streams_read = began
    return found


around(lambda_svc, "_poll_dynamodb_streams", streams)


# Waits, back-offs and task tokens stand still on the moved clock instead of in real time.
class Answer(threading.Event):
    def wait(self, timeout=None):
        world.wait(timeout, self.is_set)
        return self.is_set()


stepfunctions._scaled_sleep = world.wait
instead(stepfunctions, Event=Answer, Thread=Counted)


# A Task's TimeoutSeconds may be an expression.
def task(original, state, raw_input, execution, context):
    here.machine = context["StateMachine"]["Id"]
    if isinstance(state.get("TimeoutSeconds"), str):
        seconds = stepfunctions._jsonata_state_field(state, "TimeoutSeconds", "number", raw_input, context)
        state = {**state, "TimeoutSeconds": seconds}
    return original(state, raw_input, execution, context)


around(stepfunctions, "_execute_task", task)

# Using a task token is authorised on the machine that gave it.
here = threading.local()
machine_of = {}


def callback(original, resource, arguments, token, state):
    machine_of[token] = here.machine
    return original(resource, arguments, token, state)


around(stepfunctions, "_invoke_with_callback", callback)


# The items of a distributed map, what each child gets, and what comes of them may be expressions.
def distributed_map(original, state, raw_input, effective, iterator, execution, context):
    items = stepfunctions._jsonata_state_field(state, "Items", "array", raw_input, context)
    selector = state.get("ItemSelector")
    if selector:
        items = [
            stepfunctions._apply_jsonata_template(
                selector, raw_input, {**context, "Map": {"Item": {"Index": index, "Value": item}}}
            )
            for index, item in enumerate(items)
        ]
    plain = {key: value for key, value in state.items() if key not in ("Items", "ItemSelector")}
    results, next_state = original(plain, raw_input, items, iterator, execution, context)
    output = stepfunctions._apply_jsonata_output(state, raw_input, context, result=results, default=results)
    stepfunctions._apply_state_assign(state, raw_input, context, result=results)
    return output, next_state


around(stepfunctions, "_run_distributed_map", distributed_map)


# A function's error keeps its name, by which machines retry. It stands before the message in the trace.
def with_name(original, *args, **named):
    result = original(*args, **named)
    body = result.get("body")
    if result.get("error") and isinstance(body, dict) and body.get("errorType") == "Runtime.HandlerError":
        thrown = re.search(r"^(\w+): " + re.escape(body["errorMessage"]), result.get("log") or "", re.MULTILINE)
        body["errorType"] = thrown.group(1) if thrown else body["errorType"]
    return result


around(lambda_svc, "_execute_function_warm", with_name)


# Buckets and topics refuse what does not come over TLS, which is left out between processes of one machine.
def condition_key(original, key, context):
    over_tls = {"aws:securetransport": "true", "s3:tlsversion": "1.3"}
    return over_tls.get(key.lower()) or original(key, context)


around(iam_evaluator, "_resolve_condition_key", condition_key)


# Requests are signed by clocks that nobody moved.
sigv4.request_time_failure = lambda *_, **__: None


# Sending mail is authorised on the sender's identity, and by the sender's address.
def sender(service, body):
    return parse_qs(body.decode()).get("Source", [""])[0] if service == "ses" and body else ""


def resource(original, service, method, path, headers, body, params, region, account):
    source = sender(service, body)
    if source:
        return f"arn:aws:ses:{region}:{account}:identity/{source.split('@')[1]}"
    if service == "states" and b"taskToken" in body:
        return machine_of.get(json.loads(body)["taskToken"], "*")
    return original(service, method, path, headers, body, params, region, account)


def request_keys(original, service, action, body, params):
    source = sender(service, body)
    return {**original(service, action, body, params), **({"ses:fromaddress": source} if source else {})}


around(iam_actions, "extract_resource_arn", resource)
around(iam_actions, "request_tag_context", request_keys)


# CloudFormation may make archives.
def archive(logical_id, props, stack_name):
    name = props.get("ArchiveName") or f"{stack_name}-{logical_id}"[:48]
    status, _, body = eventbridge._create_archive(
        {**props, "ArchiveName": name, "EventSourceArn": props["SourceArn"], "EventPattern": json.dumps(props["EventPattern"])}
    )
    if status >= 400:
        raise ValueError(body)
    return name, {"Arn": json.loads(body)["ArchiveArn"]}


provisioners._RESOURCE_HANDLERS["AWS::Events::Archive"] = {
    "create": archive,
    "delete": lambda name, props: eventbridge._delete_archive({"ArchiveName": name}),
}

# An alarm on an expression of metrics is kept as one on the first of them; no metric is measured here anyway.
def alarm(original, logical_id, props, stack_name):
    measured = [metric["MetricStat"]["Metric"] for metric in props.get("Metrics", []) if "MetricStat" in metric]
    plain = {key: value for key, value in props.items() if key != "Metrics"}
    return original(logical_id, {**plain, **measured[0]} if measured else props, stack_name)


handlers = dict(provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"])
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"] = handlers
handlers["create"] = functools.partial(alarm, handlers["create"])

# Schedules know neither zone nor <aws.scheduler.scheduled-time>: the test fires them.
scheduler._tick_schedules = lambda: None


# Answers have standard output to themselves.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def follow(clock):
    for line in sys.stdin:
        order = json.loads(line)
        world.settle()
        if "at" in order:
            clock.move_to(order["at"])
        if "until" in order:
            clock.move_to(max(world.next_due(order["until"]), time.time()))
        world.settle()
        print(json.dumps({"now": time.time()}), file=answers, flush=True)
    os.kill(os.getpid(), signal.SIGTERM)


# Real time until the test says otherwise.
clock = time_machine.travel(time.time(), tick=True).start()
threading.Thread(target=follow, args=(clock,), daemon=True).start()
sys.argv = sys.argv[:1]
app.main()
