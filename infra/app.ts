import { resolve } from 'node:path'
import { forbearApp } from './forbear.ts'

// The command line says where the assembly goes; whoever runs this file alone finds it where the command line would have put it.
const outdir = process.env['CDK_OUTDIR'] ?? resolve(import.meta.dirname, '../cdk.out')
forbearApp({ outdir }).app.synth()
