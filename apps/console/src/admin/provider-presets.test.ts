import { settingProblems } from "@rinnalla/core";
import type { Configuration } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { freshSetting } from "./fresh-setting.ts";
import { ofPreset, presetOf, presets } from "./provider-presets.ts";

const all: Configuration = {
  skill: [],
  presence: [],
  provider: [],
  quickReply: [],
  masking: [],
  widget: [],
  workstream: [],
  queue: [],
  agent: [],
  hours: [],
  mediaRegions: [],
  ownOrigins: ["https://chat.example"],
};

test.each(presets)("[VIS-10] the preset $name is a sound manifest, and is told apart as untried", (preset) => {
  const provider = { ...freshSetting.provider(all), ...ofPreset(preset) };
  expect(settingProblems("provider", provider, all)).toEqual([]);
  expect(presetOf(provider)).toBe(preset);
  // They do not speak our contract, so the agent says what happens.
  expect([provider.opensIn, provider.events]).toEqual(["window", []]);
});
