namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>What a class of inherited properties is run on: static, because theories are listed before any instance is made.</summary>
public interface ICases
{
    /// <summary>The names of the cases.</summary>
    static abstract IEnumerable<string> Names { get; }
}
