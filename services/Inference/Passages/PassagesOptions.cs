using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Passages;

/// <summary>Whether and how Knowledge is asked for passages.</summary>
internal sealed class PassagesOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Knowledge";

    /// <summary>False: replies are made without the company's documents. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Most passages per reply, 1 to 20; default 4.</summary>
    [Range(1, 20)]
    public int Limit { get; set; } = 4;

    /// <summary>Longest wait for Knowledge, 50 ms to 10 s; default 3 s. After it the reply is made without.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);
}
