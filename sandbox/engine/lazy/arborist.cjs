module.exports = require("./late.cjs")("@npmcli/arborist");
