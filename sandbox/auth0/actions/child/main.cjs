"use strict";
// The program of an Action's process. The Action's code runs in the same process, so nothing here may be
// reachable from globals or modules, and nothing may call functions that the Action can replace.

// The system uses it to show whose process this is; the Action must not see it.
delete process.env["TMPDIR"];

const { listen, send } = require("./channel.cjs");
const { describe } = require("./failure.cjs");
const { invoke, setCode } = require("./invocation.cjs");
const { leadConsole } = require("./output.cjs");
const { lead, leadAgents, leadFetch } = require("./outgoing.cjs");
const { allow } = require("./refusal.cjs");
const { refuseAll } = require("./refuse.cjs");
const { takeClose, takeData } = require("./Tunnel.cjs");

leadConsole();
leadAgents();
leadFetch();
refuseAll(describe);
send({ __proto__: null, type: "ready" });
listen((command) => {
  switch (command.type) {
    case "load":
      setCode(command.code);
      allow(command.hosts);
      lead(command.hosts);
      break;
    case "run":
      invoke(command);
      break;
    case "data":
      takeData(command);
      break;
    case "close":
      takeClose(command);
  }
});
