// TorchSharp does not keep the Scalar that a number is converted to alive during a call, so a collection that another thread starts can
// finalize it under the call. Tests therefore run one after the other; libtorch uses the cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
