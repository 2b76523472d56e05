namespace DslManifolds.Checkpoints;

/// <summary>Bytes that are not the header of a safetensors file, and why.</summary>
internal sealed class SafetensorsException(string message, Exception? innerException = null) : Exception(message, innerException);
