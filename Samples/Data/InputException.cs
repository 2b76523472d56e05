namespace DslManifolds.Samples.Data;

/// <summary>
/// Something the user gave cannot be used. The message is one line that says where, what is wrong and what to do; the command
/// line prints it on stderr and ends with exit code 2.
/// </summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
