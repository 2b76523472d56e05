namespace DslManifolds.Native;

/// <summary>libtorch cannot be loaded. The message says what is missing and what to install.</summary>
/// <param name="message">What is missing, and what to do.</param>
/// <param name="innerException">What the operating system's loader said, if it came to that.</param>
public sealed class LibTorchException(string message, Exception? innerException = null) : Exception(message, innerException);
