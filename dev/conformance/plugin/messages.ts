import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { toStruct } from "../../../sandbox/plugins/bridge/rpc/struct.ts";
import {
  isProperties,
  text,
  type Properties,
  type Value,
} from "../../../sandbox/plugins/bridge/schema/value.ts";

/** A recorded request as the message that the engine sent. */
export function toMessage(call: string, request: Properties): unknown {
  const properties = (name: string): ReturnType<typeof toStruct> | undefined => {
    const value = request[name];
    return isProperties(value) ? toStruct(value) : undefined;
  };
  const identify = <
    M extends { setUrn(urn: string): void; setType(type: string): void; setName(name: string): void },
  >(
    message: M,
  ): M => {
    message.setUrn(text(request["urn"]));
    message.setType(text(request["type"]));
    message.setName(text(request["name"]));
    return message;
  };
  switch (call) {
    case "Check":
    case "CheckConfig": {
      const message = identify(new providerPb.CheckRequest());
      message.setOlds(properties("olds"));
      message.setNews(properties("news"));
      return message;
    }
    case "Diff":
    case "DiffConfig": {
      const message = identify(new providerPb.DiffRequest());
      message.setId(text(request["id"]));
      message.setOlds(properties("olds"));
      message.setNews(properties("news"));
      message.setOldInputs(properties("oldInputs"));
      message.setIgnorechangesList(texts(request["ignoreChanges"]));
      return message;
    }
    case "Configure": {
      const message = new providerPb.ConfigureRequest();
      message.setArgs(properties("args"));
      return message;
    }
    case "Create": {
      const message = identify(new providerPb.CreateRequest());
      message.setProperties(properties("properties"));
      message.setPreview(request["preview"] === true);
      return message;
    }
    case "Read": {
      const message = identify(new providerPb.ReadRequest());
      message.setId(text(request["id"]));
      message.setProperties(properties("properties"));
      message.setInputs(properties("inputs"));
      return message;
    }
    case "Update": {
      const message = identify(new providerPb.UpdateRequest());
      message.setId(text(request["id"]));
      message.setOlds(properties("olds"));
      message.setNews(properties("news"));
      message.setOldInputs(properties("oldInputs"));
      message.setPreview(request["preview"] === true);
      message.setIgnorechangesList(texts(request["ignoreChanges"]));
      return message;
    }
    case "Delete": {
      const message = identify(new providerPb.DeleteRequest());
      message.setId(text(request["id"]));
      message.setProperties(properties("properties"));
      message.setOldInputs(properties("oldInputs"));
      return message;
    }
    case "Invoke": {
      const message = new providerPb.InvokeRequest();
      message.setTok(text(request["tok"]));
      message.setArgs(properties("args"));
      return message;
    }
    default:
      throw new Error(`Failed to replay a call of ${call}: only resources and functions are replayed.`);
  }
}

function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
