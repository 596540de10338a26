// run: kernel-version=6.1
/*
 * An event is of one of a few kinds and has one of many codes, which decide what is done too. Only an axis is allocated when
 * it is first reported. This one may be reported with the lock held.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>

enum { KIND_KEY = 1, KIND_TURN, KIND_AXIS };

struct device {
	spinlock_t lock;
	int *axes;
	int keys;
	int turns;
};

static void report(struct device *device, int kind, int code)
{
	switch (kind) {
	case KIND_KEY:
		device->keys += code;
		break;
	case KIND_TURN:
		device->turns = code > 20 ? code : 20;
		break;
	case KIND_AXIS:
		if (code == 7 || code == 11 || code == 13)
			return;
		if (!device->axes)
			device->axes = kcalloc(32, sizeof(int), GFP_KERNEL);
		break;
	}
}

void open(struct device *device)
{
	report(device, KIND_AXIS, 1);
	report(device, KIND_AXIS, 2);
	report(device, KIND_AXIS, 3);
	report(device, KIND_AXIS, 4);
	report(device, KIND_AXIS, 5);
	report(device, KIND_AXIS, 6);
	report(device, KIND_AXIS, 7);
	report(device, KIND_AXIS, 8);
	report(device, KIND_AXIS, 9);
	report(device, KIND_AXIS, 10);
	report(device, KIND_AXIS, 11);
	report(device, KIND_AXIS, 12);
	report(device, KIND_AXIS, 13);
	report(device, KIND_AXIS, 14);
	report(device, KIND_AXIS, 15);
}

void interrupt_bad(struct device *device)
{
	spin_lock(&device->lock);
	report(device, KIND_KEY, 16);
	report(device, KIND_AXIS, 17); // expect: sleep-in-atomic confirmed
	spin_unlock(&device->lock);
}
