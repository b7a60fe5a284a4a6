// The program's types are stripped in place, so its positions are right without a map.
module.exports = { install() {} };
