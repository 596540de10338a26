#ifndef CORPUS_LINUX_USB_INPUT_H
#define CORPUS_LINUX_USB_INPUT_H

#include <linux/input.h>
#include <linux/usb.h>

#endif
