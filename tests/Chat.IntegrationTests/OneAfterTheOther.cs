// Two suites under load at once take a small machine from each other: what was killed came back late in both, while their
// visitors went on asking, and all of it took longer than one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
