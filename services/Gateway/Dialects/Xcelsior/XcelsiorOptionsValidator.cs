using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior;

[OptionsValidator]
internal sealed partial class XcelsiorOptionsValidator : IValidateOptions<XcelsiorOptions>;
