// TorchSharp does not keep the Scalar that a number is converted to alive during a call: a collection that another thread starts can
// finalize it under the call, which then fails or computes with another number. So tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
