using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>Checks <see cref="RepliesOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class RepliesOptionsValidator : IValidateOptions<RepliesOptions>;
