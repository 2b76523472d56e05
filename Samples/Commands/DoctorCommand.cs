using System.CommandLine;

namespace DslManifolds.Samples.Commands;

/// <summary>The command <c>doctor</c>: what loads, what is missing, and how to get it.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var command = new Command("doctor", "Tells what loads, what is missing, and how to get it.");
        command.SetAction(_ => DoctorReport.Write(output));
        return command;
    }
}
