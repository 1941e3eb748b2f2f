using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Corpora;

/// <summary>Checks each setting of <see cref="CorpusOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class CorpusOptionsValidator : IValidateOptions<CorpusOptions>;
