#ifndef CORPUS_LINUX_HRTIMER_H
#define CORPUS_LINUX_HRTIMER_H

#include <linux/ktime.h>
#include <linux/types.h>

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0,
	HRTIMER_MODE_REL = 1,
};

struct hrtimer {
	enum hrtimer_restart (*function)(struct hrtimer *timer);
};

void hrtimer_init(struct hrtimer *timer, int clock, enum hrtimer_mode mode);
/* What takes the place of hrtimer_init and of setting the function since 6.13. */
#define hrtimer_setup(timer, fn, clock, mode) ((void)((timer)->function = (fn)))
/* With a slack and other types until 4.17. */
void hrtimer_start(struct hrtimer *timer, ktime_t when, const enum hrtimer_mode mode);
int hrtimer_cancel(struct hrtimer *timer);
int hrtimer_try_to_cancel(struct hrtimer *timer);

#endif
