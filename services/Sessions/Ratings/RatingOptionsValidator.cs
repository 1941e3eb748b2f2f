using Microsoft.Extensions.Options;

namespace Chat.Sessions.Ratings;

[OptionsValidator]
internal sealed partial class RatingOptionsValidator : IValidateOptions<RatingOptions>;
