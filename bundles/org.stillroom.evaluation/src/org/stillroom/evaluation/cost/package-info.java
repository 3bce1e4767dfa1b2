// SPDX-License-Identifier: EPL-2.0
/** What text encoders of the paper's sizes cost on this machine, with weights of chance. */
package org.stillroom.evaluation.cost;
