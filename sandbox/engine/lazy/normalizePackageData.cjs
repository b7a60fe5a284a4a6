module.exports = require("./late.cjs")("normalize-package-data");
