using Microsoft.Extensions.Options;

namespace Chat.Sessions.Search;

[OptionsValidator]
internal sealed partial class SearchOptionsValidator : IValidateOptions<SearchOptions>;
