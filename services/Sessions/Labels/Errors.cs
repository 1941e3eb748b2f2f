using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Labels;

/// <summary>The tenant does not label: setting `labels.labelingEnabled`.</summary>
internal sealed record LabelingDisabled()
    : PreconditionFailed("labeling_disabled", "Nothing is labelled here: the setting labels.labelingEnabled is off.");

/// <summary>Labels are the company's.</summary>
internal sealed record LabelingForbidden()
    : Forbidden("labeling_forbidden", "Only agents and secret keys set and read labels.");
