import { openRig } from "./rig.ts";
import { execFileSync } from "node:child_process";
const rig = await openRig(0);
try {
  const p = rig.ring("rinnalla", {audio:true,video:false}).catch(e=>console.log(String(e).slice(0,100)));
  await new Promise(r=>setTimeout(r,5000));
  console.log(execFileSync("ip",[...rig.net.inside("hub").slice(1),"ss","-tnap"]).toString());
  for (const pg of [rig.customer, rig.agent]) console.log(await pg.evaluate(()=>({on: window.bench.isOnline, l: window.bench.links, ol: navigator.onLine})));
  console.log(await rig.customer.evaluate(()=>new Promise(r=>{const w=new WebSocket("ws://10.77.0.254:7000/x");w.onopen=()=>r("open");w.onclose=(e)=>r("close "+e.code)})));
} finally { await rig.close(); }
process.exit(0);
