using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Data;

/// <summary>Settings of the service's database; section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Connections the service opens at most. Default: 16, or 4 for each core when that is more; 2 to 1,000.
    /// </summary>
    /// <remarks>
    /// The pool uses all that a busy moment opened in turn, each with plans and caches of its own: few warm ones are faster
    /// than many cold ones, and who waits for one waits shorter than the database's cores would let it.
    /// </remarks>
    [Range(2, 1_000, ErrorMessage = "Database:MaxPoolSize must be between 2 and 1000.")]
    public int MaxPoolSize { get; set; } = Math.Max(16, 4 * Environment.ProcessorCount);

    /// <summary>Statements a connection keeps prepared. Default: 100; 0 to 1,000.</summary>
    [Range(0, 1_000, ErrorMessage = "Database:MaxAutoPrepare must be between 0 and 1000.")]
    public int MaxAutoPrepare { get; set; } = 100;

    /// <summary>Time a command may take. Default: 15 seconds; 1 second to 10 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:10:00",
        ErrorMessage = "Database:CommandTimeout must be between 00:00:01 and 00:10:00."
    )]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time to wait for a connection to be opened. Default: 5 seconds; 1 to 60 seconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:01:00",
        ErrorMessage = "Database:ConnectTimeout must be between 00:00:01 and 00:01:00."
    )]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
