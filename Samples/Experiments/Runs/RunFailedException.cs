namespace DslManifolds.Samples.Experiments;

/// <summary>The input was fine, yet what was learned cannot be used; the message says in one line what to try.</summary>
internal sealed class RunFailedException(string message, Exception? inner = null) : Exception(message, inner);
