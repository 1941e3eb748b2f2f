using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Customers;

/// <summary>There is none with this id or address in the tenant.</summary>
internal sealed record CustomerNotFound() : NotFound("customer_not_found", "There is no such customer.");

/// <summary>Customers are the business of the tenant's own people and backend.</summary>
internal sealed record CustomersForbidden() : Forbidden("customers_forbidden", "This needs a secret key or an agent.");

/// <summary>Another customer of the tenant has this address.</summary>
internal sealed record EmailTaken() : Conflict("email_taken", "Another customer has this email address.");

/// <summary>Another customer of the tenant is this user.</summary>
internal sealed record ExternalIdTaken() : Conflict("external_id_taken", "Another customer has this external id.");

/// <summary>A customer must be known by something.</summary>
internal sealed record CustomerUnnamed()
    : Invalid(
        [new FieldFault("/email", "required", "Give an email, an externalId, or both.")],
        Message: "A customer needs an email or an external id."
    );

/// <summary>Others made and deleted the same customer again and again.</summary>
internal sealed record CustomerContended()
    : Unavailable("customer_contended", "The customer is being changed by others. Try again.");

/// <summary>The company takes no messages of this customer.</summary>
internal sealed record CustomerBlocked()
    : Forbidden("customer_blocked", "The company takes no more messages from you.");
