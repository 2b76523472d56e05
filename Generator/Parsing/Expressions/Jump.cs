namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>How reading goes on after a statement.</summary>
internal enum Jump
{
    /// <summary>With the next one.</summary>
    None,

    /// <summary>After the loop or switch.</summary>
    Break,

    /// <summary>With the loop's next step.</summary>
    Continue,

    /// <summary>At the caller: the frame has the result.</summary>
    Return,

    /// <summary>Not at all: something could not be followed that decides on what comes next.</summary>
    Stop,
}
