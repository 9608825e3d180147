package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// profiled does work and writes into dir what it cost: cpu.pprof and
// heap.pprof for go tool pprof, trace.out for go tool trace. An empty dir
// means that nobody asked.
func profiled(dir string, work func() error) (err error) {
	if dir == "" {
		return work()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return err
	}
	events, err := os.Create(filepath.Join(dir, "trace.out"))
	if err != nil {
		return errors.Join(err, cpu.Close())
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return errors.Join(err, cpu.Close(), events.Close())
	}
	if err := trace.Start(events); err != nil {
		pprof.StopCPUProfile()
		return errors.Join(err, cpu.Close(), events.Close())
	}
	defer func() {
		trace.Stop()
		pprof.StopCPUProfile()
		err = errors.Join(err, cpu.Close(), events.Close(), writeHeap(dir))
	}()
	return work()
}

// writeHeap writes what is in memory after a collection.
func writeHeap(dir string) error {
	f, err := os.Create(filepath.Join(dir, "heap.pprof"))
	if err != nil {
		return err
	}
	runtime.GC()
	return errors.Join(pprof.WriteHeapProfile(f), f.Close())
}
