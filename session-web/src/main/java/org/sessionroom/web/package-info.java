/** What all pages share: security of forms, notices, static files, and limits for pages. */
package org.sessionroom.web;
