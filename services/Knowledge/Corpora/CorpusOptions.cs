using System.ComponentModel.DataAnnotations;

namespace Chat.Knowledge.Corpora;

/// <summary>How much of the documents is kept in memory, and how it is kept up to date.</summary>
internal sealed class CorpusOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Knowledge:Index";

    /// <summary>
    /// Memory of all tenants' indexes together, in bytes, 1 MiB to 64 GiB; default 512 MiB. Beyond it the tenant that was
    /// asked for longest ago is forgotten, and read again when it is asked for.
    /// </summary>
    [Range(1L << 20, 1L << 36)]
    public long MaxBytes { get; set; } = 512L << 20;

    /// <summary>
    /// Memory of one tenant's index, in bytes, 64 KiB to 64 GiB, not more than <see cref="MaxBytes"/>; default 128 MiB.
    /// Chunks beyond it cannot be found: of each document the later ones are left out first; a warning and a metric say
    /// how many.
    /// </summary>
    [Range(1L << 16, 1L << 36)]
    public long MaxTenantBytes { get; set; } = 128L << 20;

    /// <summary>Indexes built at the same time, 1 to 64; default 2. Each takes one processor.</summary>
    [Range(1, 64)]
    public int MaxConcurrentLoads { get; set; } = 2;

    /// <summary>
    /// How often the versions in memory are compared with those in the database, 1 s to 1 h; default 30 s. Changes are
    /// told at once; this finds what got lost on the way.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VersionCheckInterval { get; set; } = TimeSpan.FromSeconds(30);
}
