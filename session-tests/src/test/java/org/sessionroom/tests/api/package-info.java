/** The API as other systems of the hospital use it: requests, answers, refusals, and bodies of any form. */
package org.sessionroom.tests.api;
