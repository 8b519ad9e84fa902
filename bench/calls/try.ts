import { openRig } from "./rig.ts";
import { faults, suffer } from "./faults.ts";
const rig = await openRig(0);
try {
  for (const name of process.argv[2]!.split(",") as (keyof typeof faults)[]) 
  for (const way of (process.argv[3] ?? "rinnalla").split(",") as ["rinnalla"]) {
    const o = await suffer(rig, way, faults[name], 15000);
    console.log(new Date().toISOString().slice(14,19), name, way, JSON.stringify(o, (k,v)=>typeof v==="number"?Math.round(v):v));
    if (way==="rinnalla") for (const p of [rig.customer, rig.agent]) console.log("   ",await p.evaluate(()=>window.bench.links.map(o=>Math.round(o.at-window.bench.moved[20]!)+o.link).join(" ")));
  }
} finally { await rig.close(); }
