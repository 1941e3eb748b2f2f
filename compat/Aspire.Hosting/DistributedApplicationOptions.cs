namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line, read as configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of the AppHost's assembly; default the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's folder; default what its build recorded.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether the dashboard stays off; default false.</summary>
    public bool DisableDashboard { get; set; }
}
